    addq %rsi, 8(%rdi)
    retq
