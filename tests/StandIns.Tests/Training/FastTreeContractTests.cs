namespace Microsoft.ML.Tests;

[TestClass]
public sealed class FastTreeContractTests : EstimatorContractTests
{
    protected override bool IsRowMapper => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.BinaryClassification.Trainers.FastTree("Class", "Numbers", "Times", numberOfTrees: 5, minimumExampleCountPerLeaf: 2);

    protected override IDataView CreateInput(MLContext mlContext)
        => mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Row
        {
            Class = i % 3 == 0 || i > 40,
            Numbers = [i, i % 3],
            Others = [i, 1, 2],
            Some = new float[i % 4],
            Times = 1 + i % 2,
        }));

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        =>
        [
            Without(mlContext, input, "Numbers"), Replaced(mlContext, input, "Numbers", "Times"),
            Replaced(mlContext, input, "Numbers", "Some"), Replaced(mlContext, input, "Numbers", "Class"),
        ];

    protected override IEnumerable<IDataView> CreateInputsForFitOnly(MLContext mlContext, IDataView input)
        => [Replaced(mlContext, input, "Numbers", "Others")];

    protected override IEnumerable<IDataView> CreateInputsForTransformOnly(MLContext mlContext, IDataView input)
        =>
        [
            Without(mlContext, input, "Class"), Replaced(mlContext, input, "Class", "Times"), Without(mlContext, input, "Times"),
            Replaced(mlContext, input, "Times", "Class"), Replaced(mlContext, input, "Times", "Numbers"),
        ];

    private sealed class Row
    {
        public bool Class { get; set; }

        [VectorType(2)]
        public float[] Numbers { get; set; } = [];

        [VectorType(3)]
        public float[] Others { get; set; } = [];

        public float[] Some { get; set; } = [];

        public float Times { get; set; }
    }
}
