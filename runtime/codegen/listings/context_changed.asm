    movq %rdi, %rax
    movq (%rsi), %rcx
    movq 16(%rsi), %rdi
    subq %rdx, %rdi
    addq 8(%rsi), %rdi
    movq $1, 16(%rax)
    movq %rcx, (%rax)
    movq %rdi, 8(%rax)
    retq
