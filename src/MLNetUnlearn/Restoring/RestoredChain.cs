using MLNetUnlearn.Persistence.Steps;
using MLNetUnlearn.Recommenders;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Restoring;

/// <summary>A loaded chain in which our steps are themselves again.</summary>
internal static class RestoredChain
{
    private static readonly TransformerScope[] _scopes = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    /// <exception cref="FormatException">A step's state cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The last step has another type.</exception>
    public static TransformerChain<TLast> Of<TLast>(ITransformer loaded, IReadOnlyList<RecommenderOptions> custom)
        where TLast : class, ITransformer
    {
        var isChain = IsPlainChain(loaded, out var chain);
        var (members, scopes) = isChain
            ? (chain!.Select(member => Restore(member, custom)).ToList(), ScopesOf(chain!))
            : ([Restore(loaded, custom)], [TransformerScope.Everything]);
        if (members.Count > 0 && members[^1] is not TLast)
        {
            var type = members[^1].GetType().Name;
            foreach (var member in members)
                (member as IDisposable)?.Dispose();
            throw new InvalidOperationException($"The last step of the model is a {type}, not a {typeof(TLast).Name}.");
        }
        return new TransformerChain<TLast>(members, scopes);
    }

    private static ITransformer Restore(ITransformer loaded, IReadOnlyList<RecommenderOptions> custom)
    {
        if (StateChain.StepOf(loaded) is { } step)
            return KnownSteps.Restore(step, custom);
        return IsPlainChain(loaded, out _) ? Of<ITransformer>(loaded, custom) : loaded;
    }

    private static bool IsPlainChain(ITransformer loaded, out TransformerChain<ITransformer>? chain)
    {
        chain = loaded as TransformerChain<ITransformer>;
        return chain is not null && StateChain.StepOf(chain) is null;
    }

    // A chain does not tell its members' scopes, but which members take part in a scope.
    private static List<TransformerScope> ScopesOf(TransformerChain<ITransformer> chain)
    {
        var members = _scopes.Select(scope => (scope, chain.GetModelFor(scope).ToHashSet(ReferenceEqualityComparer.Instance))).ToList();
        return [.. chain.Select(member => members
            .Where(inScope => inScope.Item2.Contains(member))
            .Aggregate(TransformerScope.None, (scopes, inScope) => scopes | inScope.scope))];
    }
}
