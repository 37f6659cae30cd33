    movq %rdi, %rax
    xorl %edx, %edx
    retq
