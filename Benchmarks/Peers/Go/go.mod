module ringkernel.benchmarks/peers

go 1.19
