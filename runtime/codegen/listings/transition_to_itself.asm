    leaq -1(%rdi), %rax
    addq %rsi, %rdx
    retq
