using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Testing.Tests.Support;

namespace MLNetUnlearn.Testing.Tests;

[TestClass]
public sealed class SnapshotTests
{
    [TestMethod]
    public void A_column_is_its_name_its_type_and_its_annotations_and_hidden_ones_are_left_out()
    {
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.LoadFromEnumerable<Row>([new() { Item = "a" }, new() { Item = "b" }]);
        var view = mlContext.Transforms.Conversion.MapValueToKey("Item").Fit(data).Transform(data);
        using var baseline = new TempBaseline("""
            {
              "version": 1,
              "entries": {
                "view": {
                  "schema": [
                    "Words: Vector<String>", "Numbers: Vector<Single, 3>", "When: DateTime", "Item: Key<UInt32, 2> (KeyValues)"
                  ]
                },
                "rows": { "count": 2 }
              }
            }
            """);

        baseline.Check(snapshot => snapshot.Schema("view", view.Schema).Rows("rows", view));
    }

    [TestMethod]
    public void A_name_is_used_once()
    {
        using var baseline = new TempBaseline();

        var error = Assert.ThrowsExactly<ArgumentException>(() => baseline.Check(snapshot => snapshot.Count("a", 1).Text("a", "b")));

        Assert.AreEqual("There is already an entry 'a'. (Parameter 'name')", error.Message);
    }

    [TestMethod]
    public void An_ordering_needs_two_names()
    {
        using var baseline = new TempBaseline();

        foreach (var figures in ((string, double)[][])[[("x", 1)], [("x", 1), ("x", 2)]])
        {
            var error = Assert.ThrowsExactly<ArgumentException>(() => baseline.Check(snapshot => snapshot.Ordering("a", figures)));
            Assert.AreEqual(
                "'a': an ordering needs at least two figures, each with a name of its own. (Parameter 'figures')", error.Message);
        }
    }

    [TestMethod]
    public void An_empty_snapshot_is_refused()
    {
        using var baseline = new TempBaseline();

        Assert.AreEqual(
            "The snapshot is empty: ask for a schema, a metric, an ordering, a count or a text. (Parameter 'take')",
            Assert.ThrowsExactly<ArgumentException>(() => baseline.Check(_ => { })).Message);
    }

    private sealed class Row
    {
        public string[] Words { get; set; } = [];

        [VectorType(3)]
        public float[] Numbers { get; set; } = [1, 2, 3];

        public DateTime When { get; set; }

        public string Item { get; set; } = "";
    }
}
