using Sakimori.Kernel;

namespace Sakimori.Actions.Domain;

/// <summary>One field that was changed.</summary>
/// <param name="Field">Its name in forms and JSON: title, detail, owner, mail, due, effort, state, evidence, link, verified.</param>
/// <param name="Before">The value before; empty when there was none.</param>
/// <param name="After">The value after; empty when there is none.</param>
public readonly record struct FieldChange(string Field, string Before, string After);

/// <summary>The rules by which an action is changed and verified.</summary>
public static class Change
{
    /// <summary>The names of the fields, for the reader.</summary>
    public static Text NameOf(string field) => field switch
    {
        "title" => new("件名", "Title"),
        "detail" => new("内容", "Details"),
        "owner" => new("担当者", "Owner"),
        "mail" => new("担当者のメール", "Owner's e-mail"),
        "due" => new("期限", "Due date"),
        "effort" => new("工数（人日）", "Effort (person-days)"),
        "state" => new("状態", "State"),
        "evidence" => new("証跡", "Evidence"),
        "link" => new("証跡のリンク", "Link to evidence"),
        "verified" => new("確認", "Verification"),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No field has this name."),
    };

    /// <summary>What differs, in the order of the form.</summary>
    public static IEnumerable<FieldChange> Between(ActionFields before, ActionFields after)
    {
        FieldChange[] all =
        [
            new("title", before.Title, after.Title),
            new("detail", before.Detail, after.Detail),
            new("owner", before.Owner.Name, after.Owner.Name),
            new("mail", before.Owner.Mail ?? "", after.Owner.Mail ?? ""),
            new("due", $"{before.Due:yyyy-MM-dd}", $"{after.Due:yyyy-MM-dd}"),
            new("effort", $"{before.EffortDays}", $"{after.EffortDays}"),
            new("state", before.State.Id(), after.State.Id()),
            new("evidence", before.Evidence, after.Evidence),
            new("link", before.EvidenceLink, after.EvidenceLink),
        ];
        return all.Where(c => c.Before != c.After || (c.Field == "owner" && before.Owner.Account != after.Owner.Account));
    }

    /// <summary>
    /// What forbids a change; none when it is allowed. Only the ways of <see cref="ActionStates.Next"/> are open, and what was
    /// verified stays as it was verified until it is reopened.
    /// </summary>
    /// <param name="before">The action as it stands.</param>
    /// <param name="after">The action as it shall be.</param>
    /// <param name="verified">Whether it was verified.</param>
    public static IEnumerable<Fault> Faults(ActionFields before, ActionFields after, bool verified)
    {
        foreach (var fault in after.Faults())
            yield return fault;
        if (before.State != after.State && !before.State.Next().Contains(after.State))
        {
            var next = before.State.Next().Select(s => s.Name()).ToList();
            yield return new(
                new($"「{before.State.Name().Ja}」から「{after.State.Name().Ja}」へは変えられません。", $"It cannot go from {before.State.Name().En} to {after.State.Name().En}."),
                new($"次のどれかにしてください：{string.Join("、", next.Select(n => n.Ja))}", $"Choose one of: {string.Join(", ", next.Select(n => n.En))}."),
                Column: "state", Value: after.State.Id());
        }

        if (verified && before != after && after != before with { State = ActionState.InProgress })
        {
            yield return new(new("確認済みの取組みは変えられません。", "A verified action cannot be changed."),
                new("まず状態だけを「実施中」に戻してください。", "First set nothing but its state back to in progress."), Column: "state");
        }
    }

    /// <summary>
    /// Why somebody may not verify an action; null when they may. It must be done, show evidence, and be verified by another person
    /// than the owner and whoever reported it done: two pairs of eyes.
    /// </summary>
    /// <param name="fields">The action.</param>
    /// <param name="reportedBy">The account that reported it done or gave the evidence; null when unknown.</param>
    /// <param name="verifier">The account that would verify.</param>
    /// <param name="verifierName">Its name; one equal to that of an owner without account is taken for the owner.</param>
    public static Text? RefusesVerification(ActionFields fields, Guid? reportedBy, Guid verifier, string verifierName)
    {
        if (fields.State != ActionState.Done)
            return new("完了した取組みだけを確認できます。", "Only what is done can be verified.");
        if (fields.Evidence.Length == 0 && fields.EvidenceLink.Length == 0)
            return new("証跡がないため確認できません。まず証跡を書いてください。", "There is no evidence to verify. Write down what shows that it is done.");
        if (fields.Owner.Account == verifier
            || (fields.Owner.Account is null && JapaneseText.Fold(fields.Owner.Name) == JapaneseText.Fold(verifierName)))
            return new("担当者本人は確認できません。ほかの人に依頼してください。", "The owner cannot verify it. Ask somebody else.");
        return reportedBy == verifier
            ? new("完了を報告した本人は確認できません。ほかの人に依頼してください。", "Whoever reported it done cannot verify it. Ask somebody else.")
            : null;
    }
}
