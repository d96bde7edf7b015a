using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Schedules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>One way to forget, as a line of <see cref="BenchmarkMethods"/>.</summary>
internal abstract record BenchmarkMethod
{
    // What an option may hold, by the type of the option.
    private static readonly Dictionary<Type, Type[]> Kinds = new()
    {
        [typeof(StopRule)] = [typeof(CalibratedStop), typeof(PatienceStop), typeof(NoStop)],
        [typeof(GradientRule)] = [typeof(WeightedSum), typeof(Mgda), typeof(PcGrad), typeof(UncertaintyWeighting)],
        [typeof(Schedule)] = [typeof(ConstantSchedule), typeof(CosineSchedule), typeof(LinearSchedule)],
        [typeof(PairSampling)] = [typeof(HardSampling), typeof(SoftSampling)],
    };

    private protected static readonly JsonSerializerOptions Settings = new()
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { TellKindsApart } },
    };

    /// <summary>The only size of request that it is for, or null: all.</summary>
    public ForgetSize? OnlySize { get; init; }

    /// <summary>The options as JSON.</summary>
    public abstract JsonObject OptionsJson { get; }

    /// <summary>The method with some options replaced: '{"LearningRate": 0.001, "Stop": {"$type": "NoStop"}}'.</summary>
    public abstract BenchmarkMethod With(string json);

    /// <summary>The estimator, to be fitted on partitioned windows.</summary>
    public abstract IEstimator<RecommenderTransformer> Create(MethodContext context);

    private static void TellKindsApart(JsonTypeInfo info)
    {
        if (!Kinds.TryGetValue(info.Type, out var kinds))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$type" };
        foreach (var kind in kinds)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }
}

/// <summary>A way to forget that is told by options of one type.</summary>
internal sealed record BenchmarkMethod<TOptions>(
    TOptions Options, Func<MethodContext, TOptions, IEstimator<RecommenderTransformer>> Estimator) : BenchmarkMethod
    where TOptions : UnlearningOptions
{
    public override JsonObject OptionsJson => JsonSerializer.SerializeToNode(Options, Settings)!.AsObject();

    public override BenchmarkMethod With(string json)
    {
        var merged = OptionsJson;
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            merged[name] = value?.DeepClone();
        return this with { Options = merged.Deserialize<TOptions>(Settings)! };
    }

    public override IEstimator<RecommenderTransformer> Create(MethodContext context) =>
        Estimator(context, (TOptions)(Options with { Seed = context.Seed }));
}
