    movq %rdi, %rax
    imulq %rsi, %rax
    retq
