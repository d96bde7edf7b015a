namespace Microsoft.ML.Runtime;

/// <summary>Adds to an exception where it came from.</summary>
public interface IExceptionContext
{
    /// <summary>The name of this context.</summary>
    string ContextDescription { get; }

    /// <summary>Marks the exception and gives it back, to be thrown.</summary>
    TException Process<TException>(TException ex)
        where TException : Exception;
}
