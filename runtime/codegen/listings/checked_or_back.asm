    movq %rdi, %rax
    leaq (%rsi,%rsi), %rdi
    movl $1, %ecx
    cmpq %rdi, %rdx
    jb .L0
    movq %rdx, 16(%rax)
    xorl %ecx, %ecx
    movq %rdi, %rsi
.L0:
    movq %rsi, 8(%rax)
    movq %rcx, (%rax)
    retq
