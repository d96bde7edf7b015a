using FsCheck;
using FsCheck.Fluent;
using MLNetUnlearn.Unlearning.Rules;

namespace MLNetUnlearn.Tests.Unlearning.Rules;

/// <summary>What rules are given in tests: made of gradients that are known.</summary>
internal static class RuleInputs
{
    /// <summary>Three gradients of four numbers from −10 to 10, at least one not 0; hundredths, so that failures are easy to read.</summary>
    public static Arbitrary<double[][]> ThreeGradients { get; } = Gen.Choose(-1000, 1000).Select(number => number / 100.0)
        .ArrayOf(4).ArrayOf(3).Where(vectors => vectors.Any(vector => Faces.Norm(vector) > 0)).ToArbitrary();

    public static ObjectiveGeometry Of(double[][] gradients, double[]? losses = null, double[]? state = null, int step = 0, long seed = 1) => new(
        [.. gradients.Select((_, i) => new ObjectiveValue($"o{i}", losses?[i] ?? 1))],
        [.. gradients.Select(one => gradients.Select(other => Faces.Dot(one, other)).ToArray())], state ?? [], step, seed);

    /// <summary>The same examples at every run.</summary>
    public static void Holds(Func<double[][], bool> property, int examples = 1000) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(examples).WithReplay(20250821, 1), Prop.ForAll(ThreeGradients, property));
}
