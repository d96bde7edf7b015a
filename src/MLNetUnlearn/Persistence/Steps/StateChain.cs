using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Persistence.Packages;

namespace MLNetUnlearn.Persistence.Steps;

/// <summary>
/// How a step of ours lies in an ML.NET model file: as a chain of ML.NET's own transformers, since ML.NET loads no others. The first adds
/// a constant, the second looks up the step's state under it, as text; what follows does the step's work with that text where ML.NET's
/// transformers can, and otherwise asks for <see cref="ModelPersistenceCatalog.Restore"/>.
/// </summary>
internal static class StateChain
{
    public const string StateColumn = "MLNetUnlearn.State";

    /// <summary>Saves a step that works after <see cref="ModelPersistenceCatalog.Restore"/> only.</summary>
    public static void Save(ModelSaveContext context, SavedStep step)
    {
        // The loaded chain must not pass rows on as if nothing were missing. Of ML.NET's transformers, this one names what it misses.
        var missing = $"(what step {step.Name} makes: call mlContext.Model.Restore on the model after mlContext.Model.Load)";
        var sample = new DataViewSchema.Builder();
        sample.AddColumn(missing, NumberDataViewType.UInt32);
        Save(context, step, sample.ToSchema(), mlContext => [mlContext.Transforms.CopyColumns(StateColumn, missing)]);
    }

    /// <summary>Saves a step whose work ML.NET's transformers can do, given the state.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="step">The step.</param>
    /// <param name="sample">The columns that the work reads.</param>
    /// <param name="work">What does the work; it may read <see cref="StateColumn"/>.</param>
    public static void Save(
        ModelSaveContext context, SavedStep step, DataViewSchema sample, Func<MLContext, IEnumerable<IEstimator<ITransformer>>> work)
    {
        var mlContext = new MLContext();
        var lookup = mlContext.Data.LoadFromEnumerable([new StateEntry { State = step.Text }]);
        IDataView view = new EmptyDataView(sample);
        IEstimator<ITransformer>[] estimators =
        [
            mlContext.Transforms.CustomMapping<NoColumns, StateSlot>(StateSlot.Fill, StateSlotFactory.Contract),
            mlContext.Transforms.Conversion.MapValue(
                StateColumn, lookup, lookup.Schema[nameof(StateEntry.Slot)], lookup.Schema[nameof(StateEntry.State)], StateSlot.ColumnName),
            .. work(mlContext),
        ];
        // One by one: an EstimatorChain would first compare schema shapes, and there a mapping cannot take keys for the numbers they are.
        var members = Array.ConvertAll(estimators, estimator =>
        {
            var transformer = estimator.Fit(view);
            view = transformer.Transform(view);
            return transformer;
        });
        ((ICanSaveModel)new TransformerChain<ITransformer>(members)).Save(context);
    }

    /// <summary>Whether a loaded transformer stands for a step of ours; its state is not looked at.</summary>
    public static bool IsStep(ITransformer loaded) =>
        loaded is TransformerChain<ITransformer> chain && chain.FirstOrDefault() is CustomMappingTransformer<NoColumns, StateSlot>;

    /// <summary>The step that a loaded transformer stands for, which must be one of ours.</summary>
    /// <exception cref="FormatException">Its state is not readable.</exception>
    public static SavedStep StepOf(ITransformer loaded) => Undecodable.Guard("The state of a step", () =>
    {
        var members = ((TransformerChain<ITransformer>)loaded).Take(2).ToArray();
        return members is [CustomMappingTransformer<NoColumns, StateSlot> slot, var lookup]
            ? Read(slot, lookup)
            : throw new FormatException("It has no lookup.");
    });

    private static SavedStep Read(CustomMappingTransformer<NoColumns, StateSlot> slot, ITransformer lookup)
    {
        var mlContext = new MLContext();
        var state = lookup.Transform(slot.Transform(mlContext.Data.LoadFromEnumerable([new StateEntry()])));
        using var cursor = state.GetRowCursor([state.Schema[StateColumn]]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(state.Schema[StateColumn]);
        cursor.MoveNext();
        ReadOnlyMemory<char> text = default;
        getter(ref text);
        return SavedStep.Parse(text.ToString());
    }

    private sealed class StateEntry
    {
        public uint Slot { get; set; } = StateSlot.Key;

        public string State { get; set; } = "";
    }
}
