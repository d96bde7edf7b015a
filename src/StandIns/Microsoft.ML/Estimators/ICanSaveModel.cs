namespace Microsoft.ML;

/// <summary>Can be saved as part of a model.</summary>
public interface ICanSaveModel
{
    /// <summary>Saves itself.</summary>
    void Save(ModelSaveContext ctx);
}

/// <summary>Where a model is being saved to. Only ML.NET's own components can write there.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private ModelSaveContext()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    internal static NotSupportedException Unsupported() => new("Only the real ML.NET saves models.");
}
