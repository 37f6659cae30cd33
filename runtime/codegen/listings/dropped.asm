    pushq %rbx
    movq %rsi, %rbx
    movq (%rdi), %rsi
    testq %rsi, %rsi
    je .L0
    movq 8(%rdi), %rdi
    movl $1, %edx
    callq *_RNvC7___rustc14___rust_dealloc@GOTPCREL(%rip)
.L0:
    movq %rbx, %rax
    popq %rbx
    retq
