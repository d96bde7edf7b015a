namespace Microsoft.ML.Runtime;

/// <summary>The components that can be found by name.</summary>
public sealed class ComponentCatalog
{
    internal ComponentCatalog()
    {
    }
}
