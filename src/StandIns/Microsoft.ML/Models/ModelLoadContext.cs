using System.Reflection;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

// Where the components of a model are being loaded from.
internal sealed record ModelLoadContext(IHostEnvironment Environment, BinaryReader Reader)
{
    private static readonly Dictionary<string, Func<ModelLoadContext, ITransformer>> Loaders = new()
    {
        [ModelSignatures.Chain] = static context => new TransformerChain<ITransformer>(context),
        [ModelSignatures.ColumnCopying] = static context => new ColumnCopyingTransformer(context),
        [ModelSignatures.ColumnSelecting] = static context => new ColumnSelectingTransformer(context),
        [ModelSignatures.Concatenating] = static context => new ColumnConcatenatingTransformer(context),
        [ModelSignatures.ValueToKey] = static context => new ValueToKeyMappingTransformer(context),
        [ModelSignatures.KeyToValue] = static context => new KeyToValueMappingTransformer(context),
        [ModelSignatures.ValueMapping] = static context => new ValueMappingTransformer(context),
        [ModelSignatures.CustomMapping] = CustomMappingLoader.Load,
        [ModelSignatures.FastTreeBinary] = CalibratedTrees.Load,
    };

    public ITransformer Load()
    {
        var signature = Reader.ReadString();
        Contracts.CheckDecode(Loaders.TryGetValue(signature, out var load), "The model has an unknown component.");
        if (signature is not (ModelSignatures.Chain or ModelSignatures.CustomMapping))
            Environment.RegisterComponent(signature);
        try
        {
            return load(this);
        }
        catch (Exception exception)
        {
            // ML.NET's loaders run by reflection, and what ML.NET itself complains of is wrapped once more.
            var invocation = new TargetInvocationException(exception);
            throw exception is InvalidOperationException or ArgumentOutOfRangeException or FormatException
                ? new InvalidOperationException("A component of the model cannot be loaded.", invocation)
                : invocation;
        }
    }
}
