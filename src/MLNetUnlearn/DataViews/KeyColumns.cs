using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>New item columns that share the vocabulary (key type and KeyValues) of an existing one.</summary>
internal static class KeyColumns
{
    /// <summary>The name of the annotation that holds the value of every key.</summary>
    public const string KeyValues = "KeyValues";

    /// <summary>The key type of a scalar key or of a key vector's items.</summary>
    public static KeyDataViewType KeyTypeOf(DataViewSchema.Column column) =>
        (KeyDataViewType)((column.Type as VectorDataViewType)?.ItemType ?? column.Type);

    /// <summary>A scalar key with the vocabulary of <paramref name="source"/>.</summary>
    public static DataViewSchema.DetachedColumn Scalar(string name, DataViewSchema.Column source) =>
        new(name, KeyTypeOf(source), KeyValuesOf(source));

    /// <summary>A key vector of variable length with the vocabulary of <paramref name="source"/>.</summary>
    public static DataViewSchema.DetachedColumn VariableVector(string name, DataViewSchema.Column source) => Vector(name, source, 0);

    /// <summary>A key vector of <paramref name="size"/> items with the vocabulary of <paramref name="source"/>; size 0 =
    /// variable.</summary>
    public static DataViewSchema.DetachedColumn Vector(string name, DataViewSchema.Column source, int size) =>
        new(name, new VectorDataViewType(KeyTypeOf(source), size), KeyValuesOf(source));

    /// <summary>Throws when two item columns cannot share a vocabulary because they have different numbers of keys.</summary>
    /// <exception cref="InvalidOperationException">The numbers of keys differ.</exception>
    public static void CheckSameVocabulary(string step, DataViewSchema.Column one, DataViewSchema.Column other)
    {
        if (KeyTypeOf(one).Count != KeyTypeOf(other).Count)
        {
            throw new InvalidOperationException($"{step}: column '{one.Name}' has {KeyTypeOf(one).Count} keys and column '{other.Name}' "
                + $"has {KeyTypeOf(other).Count}; both must come from one mapping of items to keys.");
        }
    }

    // Only KeyValues: the other annotations (slot names, ...) speak of the source's own layout.
    private static DataViewSchema.Annotations KeyValuesOf(DataViewSchema.Column source)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(source.Annotations, name => name == KeyValues);
        return builder.ToAnnotations();
    }
}
