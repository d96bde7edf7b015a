// The evaluations of projects are processes of their own that are waited for.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
