using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetUnlearn.Persistence.Steps;

/// <summary>The input of a mapping that needs none.</summary>
internal sealed class NoColumns;

/// <summary>A column that holds 1 in every row: the key under which a lookup keeps a step's state.</summary>
internal sealed class StateSlot
{
    public const string ColumnName = "MLNetUnlearn.Slot";
    public const uint Key = 1;

    [ColumnName(ColumnName)]
    public uint Value { get; set; }

    /// <summary>Writes the key.</summary>
    public static void Fill(NoColumns from, StateSlot to) => to.Value = Key;
}

/// <summary>How ML.NET finds <see cref="StateSlot.Fill"/> when it loads a model.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class StateSlotFactory : CustomMappingFactory<NoColumns, StateSlot>
{
    public const string Contract = "MLNetUnlearn.StateSlot";

    public override Action<NoColumns, StateSlot> GetMapping() => StateSlot.Fill;
}
