using Microsoft.ML;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Models through ML.NET's own file.</summary>
internal static class Reloading
{
    /// <summary>A model saved in one context and loaded in another.</summary>
    public static ITransformer Reload(ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        var stream = new MemoryStream();
        new MLContext().Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }

    /// <summary>Fails unless the columns hold the same.</summary>
    public static void AssertSame(IDataView expected, IDataView actual, params string[] columns)
    {
        CollectionAssert.AreEqual(Cells.Rows(expected, columns), Cells.Rows(actual, columns));
    }
}
