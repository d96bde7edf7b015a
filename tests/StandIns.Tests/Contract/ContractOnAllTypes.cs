namespace Microsoft.ML.Tests;

// The contract of an estimator on rows of all types, with named positions, keys with values, a hidden column and missing values.
public abstract class ContractOnAllTypes : EstimatorContractTests
{
    protected override bool IsRowMapper => true;

    protected sealed override IDataView CreateInput(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        var definition = SchemaDefinition.Create(typeof(AllTypes));
        definition["TwoFloats"].AddAnnotation("SlotNames", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        var rows = mlContext.Data.LoadFromEnumerable(Rows, definition);
        return mlContext.Transforms.Conversion.MapValueToKey("Item", "String")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Items", "Strings"))
            .Append(mlContext.Transforms.CopyColumns("Bool", "Int"))
            .Fit(rows).Transform(rows);
    }

    private static AllTypes[] Rows =>
    [
        new()
        {
            Byte = 1, SByte = -2, Short = -3, UShort = 4, Int = -5, UInt = 6, Long = -7, ULong = 8, Float = 9.5f, Double = 10.5, Bool = true,
            String = "b", Memory = "m".AsMemory(), DateTime = new DateTime(2020, 2, 29), TimeSpan = TimeSpan.FromMinutes(1),
            DateTimeOffset = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), RowId = new DataViewRowId(1, 2),
            Floats = [1, 2, 3], TwoFloats = [4, 5], Strings = ["x", "y z"], VBuffer = new VBuffer<int>(5, 1, [4], [2]), Key = 3,
            Keys = [3, 0], KeyBuffer = new VBuffer<uint>(9, 1, [2], [8]),
        },
        new() { Float = float.NaN, Double = double.NaN, String = "a", Floats = [], Strings = [""], Key = uint.MaxValue },
        new() { Int = 7, String = "b", Strings = ["y z", "x", "w", "x"], Keys = [10], Floats = [float.PositiveInfinity] },
    ];
}
