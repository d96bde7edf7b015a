using Microsoft.ML;
using MLNetUnlearn.PipelineTests.Support;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Testing;

namespace MLNetUnlearn.PipelineTests;

/// <summary>A model that forgot, saved in both ways, serves as it did.</summary>
[TestClass]
public sealed class SavedModelTests
{
    [TestMethod]
    public void A_saved_model_recommends_what_it_did() => PipelineBaseline.Check("Baselines/saved.json", snapshot =>
    {
        var model = Trained.SasRec.Value.Sruga;
        var folder = Directory.CreateTempSubdirectory("mlnet-unlearn-");
        try
        {
            var file = Path.Combine(folder.FullName, "model.zip");
            var package = Path.Combine(folder.FullName, "model.mlnu");
            Shop.Context.Model.Save(Shop.Sequences.Append(model), Shop.Log.Schema, file);
            Shop.Context.Model.SavePackage(model, package);

            var loaded = Shop.Context.Model.Load(file, out var schema);
            using var restored = Shop.Context.Model.Restore<SequentialRecommenderTransformer>(loaded);
            using var unpacked = Shop.Context.Model.LoadPackage(package);

            var before = Recommended(model.Transform(Shop.Users));
            snapshot
                .Schema("asked for", schema)
                .Schema("recommended", restored.GetOutputSchema(schema))
                .Count("rows that the restored model recommends as before", Same(before, Recommended(restored.Transform(Shop.Log))))
                .Count("rows that the package's model recommends as before", Same(before, Recommended(unpacked.Transform(Shop.Users))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private static long Same(string[] before, string[] now) => before.Zip(now).Count(pair => pair.First == pair.Second);

    private static string[] Recommended(IDataView view) =>
        [.. Shop.Context.Data.CreateEnumerable<Row>(view, reuseRowObject: false).Select(row => string.Join(' ', row.Recommended))];

    private sealed class Row
    {
        public uint[] Recommended { get; set; } = [];
    }
}
