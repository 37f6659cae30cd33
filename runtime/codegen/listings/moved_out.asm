    movq %rdi, %rax
    movq 16(%rsi), %rcx
    movq %rcx, 16(%rdi)
    movups (%rsi), %xmm0
    movups %xmm0, (%rdi)
    movq %rdx, 24(%rdi)
    retq
