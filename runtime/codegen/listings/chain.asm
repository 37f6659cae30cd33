    movq %rsi, %rax
    subq %rdi, %rax
    retq
