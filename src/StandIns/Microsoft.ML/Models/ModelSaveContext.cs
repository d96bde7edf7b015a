using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component of a model is being saved to. Only ML.NET's own components can write there.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private readonly BinaryWriter _writer;
    private bool _begun;

    internal ModelSaveContext(BinaryWriter writer) => _writer = writer;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // How each component begins: with the name by which its loader is found.
    internal BinaryWriter Begin(string signature)
    {
        Contracts.Check(!_begun, "Another component has been saved here.");
        _begun = true;
        _writer.Write(signature);
        return _writer;
    }

    internal void Save(ICanSaveModel component)
    {
        using var context = new ModelSaveContext(_writer);
        component.Save(context);
        Contracts.Check(context._begun, $"{component.GetType()} has saved nothing.");
    }
}
