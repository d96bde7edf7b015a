namespace Microsoft.ML;

/// <summary>Can be saved as part of a model.</summary>
public interface ICanSaveModel
{
    /// <summary>Saves itself, once per context; only ML.NET's own components can, so that others have to delegate to one of them.</summary>
    void Save(ModelSaveContext ctx);
}
