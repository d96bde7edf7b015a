using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Persistence.Steps;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Restoring;

/// <summary>A loaded chain in which our steps are themselves again.</summary>
internal sealed class RestoredChain(IReadOnlyList<RecommenderOptions> custom)
{
    private static readonly TransformerScope[] _scopes = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    private readonly List<IDisposable> _made = []; // ours, until they are handed over

    /// <exception cref="FormatException">A step's state cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The last step has another type.</exception>
    public static TransformerChain<TLast> Of<TLast>(ITransformer loaded, IReadOnlyList<RecommenderOptions> custom)
        where TLast : class, ITransformer
    {
        if (loaded is TransformerChain<TLast> own && !HasStep(own))
            return own;
        var chain = new RestoredChain(custom);
        try
        {
            return chain.Make<TLast>(loaded);
        }
        catch
        {
            chain._made.ForEach(made => made.Dispose());
            throw;
        }
    }

    private TransformerChain<TLast> Make<TLast>(ITransformer loaded)
        where TLast : class, ITransformer
    {
        var (members, scopes) = AsPlainChain(loaded) is { } chain
            ? (chain.Select(Restore).ToList(), ScopesOf(chain))
            : ([Restore(loaded)], [TransformerScope.Everything]);
        if (members.Count > 0 && members[^1] is not TLast)
        {
            throw new InvalidOperationException(
                $"The last step of the model is a {NameOf(members[^1].GetType())}, not a {NameOf(typeof(TLast))}.");
        }
        return new TransformerChain<TLast>(members, scopes);
    }

    private ITransformer Restore(ITransformer loaded)
    {
        if (!StateChain.IsStep(loaded))
            return AsPlainChain(loaded) is null ? loaded : Make<ITransformer>(loaded);
        var made = KnownSteps.Restore(StateChain.StepOf(loaded), custom);
        if (made is IDisposable disposable)
            _made.Add(disposable);
        return made;
    }

    // However deep: a chain may be a member of another.
    private static bool HasStep(ITransformer loaded) =>
        StateChain.IsStep(loaded) || (loaded is IEnumerable<ITransformer> members && members.Any(HasStep));

    private static TransformerChain<ITransformer>? AsPlainChain(ITransformer loaded) =>
        loaded is TransformerChain<ITransformer> chain && !StateChain.IsStep(chain) ? chain : null;

    // A chain does not tell its members' scopes, but which members take part in a scope.
    private static List<TransformerScope> ScopesOf(TransformerChain<ITransformer> chain)
    {
        var inScopes = _scopes
            .Select(scope => (Scope: scope, Members: chain.GetModelFor(scope).ToHashSet(ReferenceEqualityComparer.Instance))).ToList();
        return [.. chain.Select(member => inScopes
            .Where(inScope => inScope.Members.Contains(member))
            .Aggregate(TransformerScope.None, (scopes, inScope) => scopes | inScope.Scope))];
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
