// Tests set environment variables, as users of the helper do.
[assembly: DoNotParallelize]
