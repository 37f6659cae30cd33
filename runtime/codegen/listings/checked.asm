    movq %rdi, %rax
    cmpq %rsi, %rdx
    jae .L0
    movq %rsi, 24(%rax)
    movl $1, %ecx
    movq %rsi, 8(%rax)
    movq %rdx, 16(%rax)
    movq %rcx, (%rax)
    retq
.L0:
    xorl %ecx, %ecx
    movq %rsi, 8(%rax)
    movq %rdx, 16(%rax)
    movq %rcx, (%rax)
    retq
