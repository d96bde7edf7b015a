using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning.Methods;

/// <summary>Every method works with every model, one of a user's own among them, and on a stream of requests.</summary>
[TestClass]
public sealed class EveryMethodTests
{
    // The first user has every item, so that keys are the same whatever the others have lost.
    private const string First = "u0: a b c d e f g h; ";

    private readonly MLContext _mlContext = new(seed: 1);

    public static IEnumerable<object[]> All =>
        from method in EveryMethod.Methods
        from model in EveryMethod.Models
        select new object[] { method, model };

    [TestMethod]
    [DynamicData(nameof(All))]
    public void It_forgets_one_batch_of_requests_after_another(string method, string model)
    {
        var whole = Windows("u1: a b c d e f g; u2: b d f h a c; u3: c e g a b d f", "u1 c; u2 f");
        var second = Windows("u1: a b d e f g; u2: b d h a c; u3: c e g a b d f", "u1 e; u3 a");
        using var original = _mlContext.SequentialRecommendation().Trainers.Custom(EveryMethod.ModelOptions(model)).Fit(whole);
        var before = Weights.Of(original.Module);

        using var first = Unlearn(original, method, whole);
        using var last = Unlearn(first, method, second);
        using var again = Unlearn(first, method, second);

        Weights.AssertEqual(before, Weights.Of(original.Module));
        Assert.IsGreaterThan(1e-4, Weights.Distance(before, Weights.Of(first.Module)));
        Weights.AssertEqual(Weights.Of(last.Module), Weights.Of(again.Module));
        Assert.IsTrue(Weights.Of(last.Module).Values.SelectMany(values => values).All(float.IsFinite));
        Assert.IsTrue(last.Module.parameters().All(parameter => parameter.grad is null && parameter.requires_grad));
        if (method != "Retrain")                                                                  // with the same seed it may be the same
            Assert.IsGreaterThan(1e-4, Weights.Distance(Weights.Of(first.Module), Weights.Of(last.Module)));
    }

    private SequentialRecommenderTransformer Unlearn(SequentialRecommenderTransformer model, string method, IDataView windows)
    {
        var catalog = _mlContext.Unlearning();
        return (EveryMethod.Options(method) switch
        {
            SrugaOptions options => catalog.Sruga(model, options),
            NpoOptions options => catalog.Npo(model, options),
            RandomLabelOptions options => catalog.RandomLabel(model, options),
            CalibratedAscentOptions options => catalog.CalibratedAscent(model, options),
            NewtonStepOptions options => catalog.NewtonStep(model, options),
            SsdOptions options => catalog.Ssd(model, options),
            RetrainOptions options => catalog.Retrain(model, options),
            var options => throw new AssertFailedException($"{options.Name} is no method of the catalog"),
        }).Fit(windows);
    }

    private IDataView Windows(string users, string forget) =>
        Views.Window(_mlContext, Views.Partitioned(_mlContext, Views.Split(_mlContext, First + users), forget));
}
