using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML;

/// <summary>Training of decision trees.</summary>
public static class TreeExtensions
{
    /// <summary>Boosted trees that tell two classes apart.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The column of the labels, Boolean.</param>
    /// <param name="featureColumnName">The column of the features, vectors of Single of a fixed size.</param>
    /// <param name="exampleWeightColumnName">The column of the rows' weights, Single; if null, all weigh the same.</param>
    /// <param name="numberOfLeaves">The greatest number of leaves of a tree, at least 2.</param>
    /// <param name="numberOfTrees">The number of trees, at least 1.</param>
    /// <param name="minimumExampleCountPerLeaf">The smallest number of rows in a leaf.</param>
    /// <param name="learningRate">What the step of each tree is multiplied by.</param>
    public static FastTreeBinaryTrainer FastTree(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label", string featureColumnName = "Features", string? exampleWeightColumnName = null,
        int numberOfLeaves = TreeDefaults.NumberOfLeaves, int numberOfTrees = TreeDefaults.NumberOfTrees,
        int minimumExampleCountPerLeaf = TreeDefaults.MinimumExampleCountPerLeaf, double learningRate = TreeDefaults.LearningRate)
        => catalog.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            NumberOfTrees = numberOfTrees,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
        });

    /// <summary>Boosted trees that tell two classes apart.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    public static FastTreeBinaryTrainer FastTree(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        FastTreeBinaryTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new FastTreeBinaryTrainer(catalog.Environment, options);
    }
}
