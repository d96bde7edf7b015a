using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>Boosted trees that learn from some users' pairs which are members, and are asked of the others'.</summary>
internal sealed class MembershipAttack(MLContext mlContext, MembershipAttackOptions options)
{
    /// <summary>Asks each pair of the classifier that has not met its user.</summary>
    public AttackMetrics Run(AttackExamples examples, float[][] features)
    {
        int[] all = [.. Enumerable.Range(0, features.Length)];
        var scores = new double[all.Length];
        for (var part = 0; part <= examples.Parts.Max(); part++)
        {
            int[] asked = [.. all.Where(pair => examples.Parts[pair] == part)];
            int[] met = [.. all.Where(pair => examples.Parts[pair] != part)];
            // The mix is made equal among those that are met: else what is missing there would tell what is asked.
            var weights = examples.WeightsOf(met);
            if (weights.All(weight => weight == 0))
                continue; // nobody to learn from: no answer is above another
            var classifier = Trainer().Fit(View(met, weights));
            var answers = classifier.Transform(View(asked, new double[asked.Length]));
            var given = mlContext.Data.CreateEnumerable<Answer>(answers, reuseRowObject: false).Select(answer => answer.Score).ToArray();
            for (var i = 0; i < asked.Length; i++)
                scores[asked[i]] = given[i];
        }
        var members = examples.Members.Count;
        return new AttackMetrics(scores[..members], scores[members..], examples.WeightsOf(all)[members..]);

        IDataView View(int[] pairs, double[] weights) => mlContext.Data.LoadFromEnumerable(pairs.Select((pair, i) => new Example
        {
            IsMember = pair < examples.Members.Count,
            Features = features[pair],
            Weight = (float)weights[i],
        }).ToArray());
    }

    private FastTreeBinaryTrainer Trainer() => mlContext.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
    {
        LabelColumnName = nameof(Example.IsMember),
        FeatureColumnName = nameof(Example.Features),
        ExampleWeightColumnName = nameof(Example.Weight),
        NumberOfTrees = options.NumberOfTrees,
        NumberOfLeaves = options.NumberOfLeaves,
        MinimumExampleCountPerLeaf = options.MinimumExampleCountPerLeaf,
        LearningRate = options.LearningRate,
        Seed = options.Seed,
    });

    private sealed class Example
    {
        public bool IsMember { get; set; }

        [VectorType(PairFeatures.Count)]
        public float[] Features { get; set; } = [];

        public float Weight { get; set; }
    }

    private sealed class Answer
    {
        public float Score { get; set; }
    }
}
