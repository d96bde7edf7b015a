// Tests change the number of threads and look at the pool of the whole process.
[assembly: DoNotParallelize]
