using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Subgroups;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <content>Requests, and how well a method forgot.</content>
public sealed partial class UnlearningCatalog
{
#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    /// <summary>Draws forget requests as the thesis does (3.2.2): some users, and of each up to a share of the training items.</summary>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut, with <c>UserId</c> and <c>Sequence</c>.</param>
    /// <param name="userFraction">The share of users, in (0, 1].</param>
    /// <param name="maximumItemFraction">The largest share of a user's training items, in (0, 1]; never the first two.</param>
    /// <param name="seed">The same seed draws the same requests.</param>
    public IReadOnlyList<ForgetRequest> SampleForgetRequests(
        IDataView sequences, double userFraction = 0.1, double maximumItemFraction = 0.5, int seed = 1) =>
        ForgetRequestSampler.Sample(
            sequences, new ForgetRequestSamplerOptions { UserFraction = userFraction, MaximumItemFraction = maximumItemFraction, Seed = seed });

    /// <summary>Draws forget requests with all options, from columns of any name.</summary>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut.</param>
    /// <param name="options">Shares, seed and columns.</param>
    public IReadOnlyList<ForgetRequest> SampleForgetRequests(IDataView sequences, ForgetRequestSamplerOptions options) =>
        ForgetRequestSampler.Sample(sequences, options);

    /// <summary>
    /// Parts the forgotten pairs into those that an unlearner is told of and some that are held out, on which it shows whether it forgot
    /// what it was asked to or only the pairs it was told of (thesis 5.1).
    /// </summary>
    /// <remarks>
    /// Fit the unlearner on the windows of <see cref="HeldOutForgotten.ToForget"/> and rank with
    /// <c>Evaluate(model, retrained, heldOut)</c>, beside a model retrained on what remains. A pair is a user with an item: all occurrences
    /// of the item that the user wants forgotten are on one side.
    /// </remarks>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Target</c> and <c>IsForget</c>. Read once now, and whenever a result
    /// is.
    /// </param>
    /// <param name="share">The share of pairs to hold out, in (0, 1); at least one pair is on either side.</param>
    /// <param name="seed">The same seed holds out the same pairs.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two pairs to forget.</exception>
    public HeldOutForgotten HoldOutForgotten(IDataView partitioned, double share = 0.2, int seed = 1) =>
        HoldOutForgotten(partitioned, new HoldOutForgottenOptions { Share = share, Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Share, seed and columns.</param>
    /// <inheritdoc cref="HoldOutForgotten(IDataView, double, int)" path="/exception"/>
    public HeldOutForgotten HoldOutForgotten(IDataView partitioned, HoldOutForgottenOptions options) =>
        ForgottenHolder.Split(partitioned, options);

    /// <summary>Ranks the forgotten items with a model and beside it with a retrained one.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain: <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>UserId</c>.</param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue.</param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model, or has nothing to forget.</exception>
    public ForgettingMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        int? negatives = null, int seed = 1) => Evaluate(model, retrained, partitioned, new RankingEvaluationOptions
    {
        TargetColumnName = "Target", ContextItemColumnName = null, Negatives = negatives, Seed = seed,
    });

    /// <summary>Ranks the items of one column in the rows to forget, with a model and beside it with a retrained one.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Columns and protocol; the target column is PartitionForgetRemain's, and nothing lies between it and the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model, or has nothing to forget.</exception>
    public ForgettingMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        RankingEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(retrained);
        return RankingEvaluator.EvaluateForgetting(model, retrained, partitioned, options);
    }

    /// <summary>
    /// Tries to tell the forgotten pairs from pairs never seen by what a model thinks of them, and beside it by what a retrained one does.
    /// </summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="seed">Seed of the non-members.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The view codes items in another way than a model, the models take contexts of different lengths, there is nothing to forget or nobody
    /// who forgets nothing, or a model has counted and so gives no probabilities.
    /// </exception>
    public MembershipMetrics EvaluateMembership(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int seed = 1) =>
        EvaluateMembership(model, retrained, partitioned, new MembershipEvaluationOptions { Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Columns and numbers of pairs.</param>
    /// <inheritdoc cref="EvaluateMembership(RecommenderTransformer, RecommenderTransformer, IDataView, int)" path="/exception"/>
    public MembershipMetrics EvaluateMembership(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, MembershipEvaluationOptions options) =>
        MembershipEvaluator.Evaluate(model, retrained, partitioned, options);

    /// <summary>
    /// Trains a classifier, ML.NET's FastTree, to tell the forgotten pairs from pairs never seen by all that a model says of them, and
    /// another one against a retrained model; each pair is judged by a classifier that has not met its user.
    /// </summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="seed">Seed of the non-members, the swapped items, the parts and the trees.</param>
    /// <inheritdoc cref="EvaluateMembership(RecommenderTransformer, RecommenderTransformer, IDataView, int)" path="/exception"/>
    public MembershipAttackMetrics EvaluateMembershipAttack(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int seed = 1) =>
        EvaluateMembershipAttack(model, retrained, partitioned, new MembershipAttackOptions { Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Columns, numbers of pairs, and the classifier.</param>
    /// <inheritdoc cref="EvaluateMembership(RecommenderTransformer, RecommenderTransformer, IDataView, int)" path="/exception"/>
    public MembershipAttackMetrics EvaluateMembershipAttack(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, MembershipAttackOptions options) =>
        MembershipAttackEvaluator.Evaluate(_mlContext, model, retrained, partitioned, options);

    /// <summary>
    /// Ranks the test items that lost a large share of their training occurrences to forgetting, with a model and with a retrained one.
    /// </summary>
    /// <remarks>
    /// The view tells of forgotten occurrences by its rows to forget: those without an item before them (first items, whole users) have none
    /// and are not counted.
    /// </remarks>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="minimumForgottenShare">The least share of an item's training occurrences that was forgotten, in (0, 1].</param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue.</param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model.</exception>
    public ForgottenItemMetrics EvaluateForgottenItems(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, double minimumForgottenShare = 0.5,
        int? negatives = null, int seed = 1) => EvaluateForgottenItems(model, retrained, partitioned, new ForgottenItemEvaluationOptions
    {
        MinimumForgottenShare = minimumForgottenShare, Negatives = negatives, Seed = seed,
    });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Share, protocol and columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model.</exception>
    public ForgottenItemMetrics EvaluateForgottenItems(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, ForgottenItemEvaluationOptions options) =>
        ForgottenItemEvaluator.Evaluate(model, retrained, partitioned, options);

    /// <summary>
    /// How near a model comes to a retrained one on forgotten, remaining and test pairs, in one figure (Zhao et al. 2024).
    /// </summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="cutoff">k of the Hit@k that are compared, at least 1.</param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue.</param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model, or one of the three has no pair.</exception>
    public TugOfWarMetrics EvaluateTugOfWar(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int cutoff = 10, int? negatives = null,
        int seed = 1) => EvaluateTugOfWar(model, retrained, partitioned, new TugOfWarOptions
    {
        Cutoff = cutoff, Negatives = negatives, Seed = seed,
    });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Cutoff, protocol and columns.</param>
    /// <inheritdoc cref="EvaluateTugOfWar(RecommenderTransformer, RecommenderTransformer, IDataView, int, int?, int)" path="/exception"/>
    public TugOfWarMetrics EvaluateTugOfWar(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, TugOfWarOptions options) =>
        TugOfWarEvaluator.Evaluate(model, retrained, partitioned, options);

    /// <summary>
    /// Judges test and forgotten pairs by subgroup, beside a retrained model: users by how much they have, items by how popular they are,
    /// users who forget, who keep what others forget, and the rest.
    /// </summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue.</param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than a model.</exception>
    public IReadOnlyList<SubgroupMetrics> EvaluateSubgroups(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int? negatives = null, int seed = 1) =>
        EvaluateSubgroups(model, retrained, partitioned, new SubgroupEvaluationOptions { Negatives = negatives, Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="model">The model to judge.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Protocol and columns.</param>
    /// <inheritdoc cref="EvaluateSubgroups(RecommenderTransformer, RecommenderTransformer, IDataView, int?, int)" path="/exception"/>
    public IReadOnlyList<SubgroupMetrics> EvaluateSubgroups(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, SubgroupEvaluationOptions options) =>
        SubgroupEvaluator.Evaluate(model, retrained, partitioned, options);
#pragma warning restore CA1822
}
