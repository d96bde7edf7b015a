using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Who owns which weights, and when they are freed.</summary>
[TestClass]
public sealed class ModelLifetimeTests
{
    private const string Gone = "The model has been disposed; its weights are gone.";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;
    private readonly IDataView _partitioned;
    private readonly IDataView _windows;

    public ModelLifetimeTests()
    {
        _split = Views.Split(_mlContext, "u1: a b c d e f; u2: b d e f a; u3: c d e a");
        _partitioned = Views.Partitioned(_mlContext, _split, "u1 c; u2 e");
        _windows = Views.Window(_mlContext, _partitioned);
    }

    [TestMethod]
    public void A_disposed_model_can_do_nothing()
    {
        var model = Model();
        var made = model.Transform(_split);
        var sruga = _mlContext.Unlearning().Sruga(model, Sruga);
        model.Dispose();
        model.Dispose();

        AssertGone(() => Cells.Rows(made, "Recommended"));
        AssertGone(() => model.Transform(_split));
        AssertGone(() => model.GetRowToRowMapper(_split.Schema));
        AssertGone(() => _mlContext.SequentialRecommendation().Evaluate(model, _split));
        AssertGone(() => _mlContext.SequentialRecommendation().Evaluate(model, _split, negatives: 3));
        AssertGone(() => sruga.Fit(_windows));
    }

    [TestMethod]
    public void An_unlearned_model_outlives_its_original()
    {
        var original = Model();
        var unlearned = _mlContext.Unlearning().Sruga(original, Sruga).Fit(_windows);
        var before = Cells.Rows(unlearned.Transform(_split), "Recommended", "Score");

        original.Dispose();

        CollectionAssert.AreEqual(before, Cells.Rows(unlearned.Transform(_split), "Recommended", "Score"));
    }

    [TestMethod]
    public void A_row_that_cannot_be_read_leaves_no_trace_in_the_next_one()
    {
        var rows = Samples.RawSequences(
            _mlContext, new RawSequence { Sequence = [21] }, new RawSequence { Sequence = [21] }, new RawSequence { Sequence = [1] });
        var trained = _mlContext.SequentialRecommendation().Trainers.Custom(new TableOptions { Epochs = 1, Seed = 1 })
            .Fit(Views.Windows(_mlContext, "u1: " + string.Join(" ", Enumerable.Range(1, 20).Select(i => $"i{i}"))));
        using var cursor = rows.GetRowCursor(rows.Schema);
        var mapper = trained.GetRowToRowMapper(rows.Schema);
        var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var getter = row.GetGetter<VBuffer<uint>>(mapper.OutputSchema["Recommended"]);
        VBuffer<uint> recommended = default;

        for (var i = 0; i < 2; i++)
        {
            cursor.MoveNext();
            Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref recommended));
        }
        cursor.MoveNext();
        getter(ref recommended);

        Assert.AreEqual(10, recommended.Length);
    }

    [TestMethod]
    public void Weights_of_another_shape_are_no_copy()
    {
        var model = _mlContext.SequentialRecommendation().Trainers.Custom(new GrowingOptions { Epochs = 1, Seed = 1 }).Fit(_windows);

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Unlearning().Sruga(model, Sruga).Fit(_windows));

        Assert.AreEqual(
            "Weights do not fit the module: it has _items.weight 7×3, _kernel 2×3×4, but there are _items.weight 7×2, _kernel 2×3×4.",
            exception.Message);
    }

#if !TORCHSHARP
    [TestMethod]
    public void Whatever_is_fitted_used_and_disposed_leaves_no_memory_behind()
    {
        Use();
        var before = BufferPool.LiveBytes;

        Use();

        Assert.AreEqual(before, BufferPool.LiveBytes);
    }

    [TestMethod]
    public void Fitting_that_fails_leaves_no_memory_behind()
    {
        using var model = Model();
        var steps = 0;
        var probe = new ProbeOptions(step => step.ForgetScores.mean() * (++steps % 2 == 0 ? float.NaN : 1)) { Stop = new NoStop() };
        var failing = new IEstimator<ITransformer>[]
        {
            _mlContext.SequentialRecommendation().Trainers.Custom(new StillOptions { GoodSteps = 1, ValidateEveryEpochs = 5 }),
            _mlContext.Unlearning().Custom(model, probe),
            _mlContext.Unlearning().Retrain(model, new RetrainOptions { Recommender = new StillOptions { GoodSteps = 0 } }),
        };
        foreach (var estimator in failing)
        {
            var before = BufferPool.LiveBytes;

            Assert.ThrowsExactly<InvalidOperationException>(() => estimator.Fit(_windows));

            Assert.AreEqual(before, BufferPool.LiveBytes);
        }
    }

    [TestMethod]
    public void A_model_keeps_its_weights_alone()
    {
        var before = BufferPool.LiveBytes;
        using var model = PlantedRing.Fit(_mlContext, _split, PlantedRing.Options with { EmbeddingSize = 64, Epochs = 1 });

        var weights = model.Module.parameters().Sum(parameter => parameter.numel() * sizeof(float));

        // Blocks of memory come in sizes; gradients and Adam's moments would each be as large again.
        Assert.IsLessThan(1.9 * weights, BufferPool.LiveBytes - before);
    }

    private void Use()
    {
        using var model = PlantedRing.Fit(_mlContext, _split, PlantedRing.Options with { Epochs = 4, ValidateEveryEpochs = 2 });
        var windows = Views.Window(_mlContext, _partitioned, PlantedRing.MaximumLength);
        var options = new SrugaOptions { MaximumEpochs = 2, Seed = 1, Stop = new PatienceStop() };
        using var unlearned = _mlContext.Unlearning().Sruga(model, options).Fit(windows);
        using var retrained = _mlContext.Unlearning().Retrain(model).Fit(windows);
        Cells.Rows(unlearned.Transform(_split), "Recommended");
        _mlContext.SequentialRecommendation().Evaluate(unlearned, _split);
        _mlContext.Unlearning().Evaluate(unlearned, retrained, _partitioned, negatives: 3);
    }
#endif

    private static SrugaOptions Sruga { get; } = new() { MaximumEpochs = 1, Seed = 1, Stop = new NoStop() };

    private SequentialRecommenderTransformer Model() => TableModel.Of(_mlContext, _windows, (i, v) => i + v);

    private static void AssertGone(Action use) => Assert.AreEqual(Gone, Assert.ThrowsExactly<ObjectDisposedException>(use).Message);
}
