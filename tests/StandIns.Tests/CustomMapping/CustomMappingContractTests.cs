namespace Microsoft.ML.Tests;

[TestClass]
public sealed class CustomMappingContractTests : ContractOnAllTypes
{
    private const string Contract = "StandIns.Tests.Describe";

    protected override IEstimator<ITransformer> CreateEstimator(MLContext mlContext)
        => mlContext.Transforms.CustomMapping<Source, Target>(Describe.Map, Contract);

    protected override IEnumerable<IDataView> CreateInvalidInputs(MLContext mlContext, IDataView input)
        => [Without(mlContext, input, "String"), Replaced(mlContext, input, "TwoFloats", "Float"), Replaced(mlContext, input, "Key", "Int")];

    private sealed class Source
    {
        public string String { get; set; } = "";

        [VectorType(2)]
        public float[] TwoFloats { get; set; } = [];

        [KeyType(10)]
        public uint Key { get; set; }

        public VBuffer<int> VBuffer { get; set; }
    }

    private sealed class Target
    {
        // Hides the older column.
        public int String { get; set; }

        [VectorType(3)]
        public float[] Three { get; set; } = [];

        public ReadOnlyMemory<char> Text { get; set; }

        [KeyType(20)]
        public uint[] Keys { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class Describe : CustomMappingFactory<Source, Target>
    {
        public static void Map(Source source, Target target)
        {
            target.String = source.String.Length;
            target.Three = [source.TwoFloats[0], source.TwoFloats[1], source.VBuffer.Length];
            target.Text = $"{source.String}{source.Key}".AsMemory();
            target.Keys = [.. source.VBuffer.GetIndices().ToArray().Select(index => (uint)index), source.Key];
        }

        public override Action<Source, Target> GetMapping() => Map;
    }
}
