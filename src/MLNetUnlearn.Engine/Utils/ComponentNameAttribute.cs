namespace MLNetUnlearn.Engine.Utils;

/// <summary>Gives a field of a module another name among its parameters, buffers and submodules.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComponentNameAttribute : Attribute
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }
}
