    imulq %rdi, %rsi
    xorl %eax, %eax
    cmpq $1, %rdi
    sbbq %rax, %rax
    orq %rsi, %rax
    retq
