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

    private static readonly JsonSerializerOptions Settings = new()
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { TellKindsApart } },
    };

    /// <summary>The only size of request that it is for, or null: all.</summary>
    public ForgetSize? OnlySize { get; init; }

    /// <summary>Whether each request can start from the result of the one before.</summary>
    public virtual bool CanStream => true;

    /// <summary>The options of a method that runs by nothing else; null for others.</summary>
    public virtual UnlearningOptions? Plain => null;

    /// <summary>The options as JSON.</summary>
    public abstract JsonObject OptionsJson { get; }

    /// <summary>The method with some options replaced: '{"LearningRate": 0.001, "Stop": {"$type": "NoStop"}}'.</summary>
    public abstract BenchmarkMethod With(string json);

    /// <summary>The estimator, to be fitted on partitioned windows, and what had to be there before any request.</summary>
    public abstract (IEstimator<RecommenderTransformer> Estimator, Preparation? Cost) Create(MethodContext context);

    private protected static JsonObject ToJson<T>(T options) => JsonSerializer.SerializeToNode(options, Settings)!.AsObject();

    private protected static T FromJson<T>(JsonObject json) => json.Deserialize<T>(Settings)!;

    private protected JsonObject Merge(string json)
    {
        var merged = OptionsJson;
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            merged[name] = value?.DeepClone();
        return merged;
    }

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
    /// <summary>What had to be there before any request; null where nothing had.</summary>
    public Func<MethodContext, Preparation?> CostBefore { get; init; } = _ => null;

    public override UnlearningOptions? Plain => Options;

    public override JsonObject OptionsJson => ToJson(Options);

    public override BenchmarkMethod With(string json) => this with { Options = FromJson<TOptions>(Merge(json)) };

    public override (IEstimator<RecommenderTransformer> Estimator, Preparation? Cost) Create(MethodContext context) =>
        (Estimator(context, (TOptions)(Options with { Seed = context.Seed })), CostBefore(context));
}
