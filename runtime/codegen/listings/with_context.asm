    movq %rdi, %rax
    movq %rdx, 16(%rdi)
    movups (%rsi), %xmm0
    movups %xmm0, (%rdi)
    retq
