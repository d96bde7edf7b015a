namespace MLNetUnlearn.Serving.Models;

/// <summary>By what a file is taken for another one than before.</summary>
internal readonly record struct FileStamp(DateTime Written, long Length);
