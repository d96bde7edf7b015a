using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A module's weights as numbers.</summary>
internal static class Weights
{
    /// <summary>A copy of every weight, by name.</summary>
    public static Dictionary<string, float[]> Of(SequenceModule module) =>
        module.named_parameters().ToDictionary(named => named.name, named => named.parameter.data<float>().ToArray());

    public static void Set(Tensor weight, float[] values)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        weight.copy_(torch.tensor(values, weight.shape));
    }

    public static void AssertEqual(Dictionary<string, float[]> expected, Dictionary<string, float[]> actual)
    {
        CollectionAssert.AreEqual(expected.Keys, actual.Keys);
        foreach (var (name, values) in expected)
            CollectionAssert.AreEqual(values, actual[name], name);
    }

    /// <summary>The largest distance of two weights.</summary>
    public static double Distance(Dictionary<string, float[]> one, Dictionary<string, float[]> other) =>
        one.Max(named => named.Value.Zip(other[named.Key], (a, b) => Math.Abs((double)a - b)).Max());
}
