namespace MLNetUnlearn.Persistence.Packages;

/// <summary>Where one tensor lies in a safetensors file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its sizes, none negative.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    /// <summary>The number of elements.</summary>
    public long Count => TensorTypes.Elements(Shape);

    /// <summary>Name, type and shape in messages.</summary>
    public string Text => TensorTypes.Text(Name, Type, Shape);
}
