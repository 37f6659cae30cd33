    addq %rsi, %rsi
    addq %rsi, 8(%rdi)
    retq
