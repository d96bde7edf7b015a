using MLNetUnlearn.Experiments;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>A sweep that judges by everything there is.</summary>
[TestClass]
public sealed class SuiteSweepTests
{
    [TestMethod]
    public void Other_test_items_are_another_protocol()
    {
        using var temp = new TempFolder();
        var (context, kept) = (new TinyRequest().Context, new List<bool>());
        var options = new SweepOptions { Progress = new Listener<SweepProgress>(told => kept.Add(told.IsKept)) };

        Judge("s t");
        Judge("s t");
        Judge("t s");

        CollectionAssert.AreEqual(new[] { false, true, false }, kept);

        void Judge(string tests)
        {
            // The first user has all items, so that their keys stay.
            var (first, second) = (tests[0], tests[2]);
            var split = Views.Split(
                context, $"z: a b c d x p q r s t u v; f: a b x p {first}; c1: a b c p {second}; c2: a c d q {first}; c3: a d c r {second}");
            var view = Views.Partitioned(context, split, "f x");
            using var model = NamedScores.Model(context, view, "b>x 3; p>s 2");
            context.Unlearning().EvaluateSweep(model, model, view, [new SweepVariant("original", model, ModelRole.Original)], temp.Path, options);
        }
    }
}
