namespace Microsoft.ML.Tests;

[TestClass]
public class EstimatorChainTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void The_schema_is_checked_before_anything_is_fitted()
    {
        var first = new RecordingEstimator();
        var chain = first.Append(_context.Transforms.CopyColumns("B", "Missing"));
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => chain.Fit(data));
        Assert.Contains("Missing", error.Message);
        Assert.AreEqual("shape", string.Join(" ", first.Calls));
    }

    [TestMethod]
    public void Estimators_are_fitted_to_what_those_before_them_make()
    {
        var last = new RecordingEstimator();
        var model = _context.Transforms.CopyColumns("B", "A").Append(last).Fit(_context.Data.LoadFromEnumerable([new { A = 1f }]));
        Assert.AreEqual("shape fit(A,B)", string.Join(" ", last.Calls));
        Assert.AreSame(last.Fitted, model.LastTransformer);
        Assert.HasCount(2, model);
    }

    [TestMethod]
    public void Appending_leaves_a_chain_as_it_is()
    {
        var chain = new EstimatorChain<ITransformer>();
        var longer = chain.Append(new RecordingEstimator());
        Assert.IsNull(chain.LastEstimator);
        Assert.IsNotNull(longer.LastEstimator);
        Assert.IsEmpty(chain.Fit(_context.Data.LoadFromEnumerable([new { A = 1f }])));
    }

    [TestMethod]
    public void An_empty_chain_changes_nothing()
    {
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var model = new EstimatorChain<ITransformer>().Fit(data);
        Assert.AreSame(data, model.Transform(data));
        Assert.AreSame(data.Schema, model.GetOutputSchema(data.Schema));
        Assert.IsNull(model.LastTransformer);
    }

    [TestMethod]
    public void Members_out_of_scope_take_no_part_in_use()
    {
        var chain = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("B", "A"), TransformerScope.TrainTest)
            .Append(_context.Transforms.CopyColumns("C", "A"));
        var data = _context.Data.LoadFromEnumerable([new { A = 1f }]);
        var model = chain.Fit(data);
        Assert.AreEqual("A,C", Names(model.Transform(data).Schema));
        Assert.AreEqual("A,B,C", Names(model.Transform(data, TransformerScope.Training).Schema));
        Assert.AreEqual("A,C", Names(model.GetOutputSchema(data.Schema)));
        Assert.HasCount(1, model.GetModelFor(TransformerScope.Scoring));
    }

    [TestMethod]
    public void An_estimator_is_needed()
        => Assert.ThrowsExactly<ArgumentNullException>(() => new EstimatorChain<ITransformer>().Append<ITransformer>(null!));

    private static string Names(DataViewSchema schema) => string.Join(",", schema.Select(column => column.Name));
}
