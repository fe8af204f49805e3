using Sakimori.Directory.Contracts;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>One row of a list of organisations to invite.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Column">The heading of the column that names the organisation.</param>
/// <param name="Number">法人番号; null when the row names it by its name.</param>
/// <param name="Name">The exact registered name, or what a letter calls an organisation that is not registered; null when it stands by its number.</param>
/// <param name="Mail">Where to write when it is not registered; null when not given.</param>
public sealed record InvitationRow(int Row, string Column, string? Number, string? Name, string? Mail);

/// <summary>One organisation that is invited.</summary>
/// <param name="Row">The row in the file.</param>
/// <param name="Organisation">The organisation; null when it is not registered.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Mail">Where to write when nobody speaks for it here; null when not given.</param>
public sealed record NewInvitation(int Row, Guid? Organisation, string Name, string? Mail);

/// <summary>What a list of organisations comes to.</summary>
/// <param name="New">Those that are invited.</param>
/// <param name="Known">How many are invited already.</param>
/// <param name="Warnings">What should be looked at.</param>
public sealed record InvitationPlan(IReadOnlyList<NewInvitation> New, int Known, IReadOnlyList<Fault> Warnings)
{
    /// <summary>The most invitations that a round may have.</summary>
    public const int Most = 20_000;

    /// <summary>How many of the new ones are registered.</summary>
    public int Registered => New.Count(i => i.Organisation is not null);

    /// <summary>Judges the rows, all or none: every fault names row, column, value and remedy.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="unreadable">Faults of cells in other rows.</param>
    /// <param name="known">The organisations of the directory that a number or name of the rows fits.</param>
    /// <param name="organisations">Those invited already.</param>
    /// <param name="mails">The addresses invited already, of organisations not registered, in capitals.</param>
    public static Outcome<InvitationPlan> Make(
        IReadOnlyList<InvitationRow> rows, IReadOnlyList<Fault> unreadable, IReadOnlyList<KnownOrganisation> known, IReadOnlySet<Guid> organisations, IReadOnlySet<string> mails)
    {
        var byNumber = known.Where(o => o.CorporateNumber is not null).ToLookup(o => o.CorporateNumber!);
        var byName = known.ToLookup(o => o.Name);
        var faults = new FaultList();
        var (invited, warnings, already) = (new List<NewInvitation>(), new List<Fault>(), 0);
        var (seen, seenMails) = (new Dictionary<Guid, int>(), new Dictionary<string, int>());
        foreach (var row in rows)
        {
            var value = row.Number ?? row.Name;
            var found = (row.Number is not null ? byNumber[row.Number] : byName[row.Name!]).ToList();
            if (found.Count > 1)
            {
                faults.Add(new("同じ名称の組織が複数あります。", "Several organisations have this name."),
                    new("法人番号の列で、どれかを示してください。", "Say which one by its corporate number."), row.Row, row.Column, value);
            }
            else if (found is [var organisation])
            {
                if (!seen.TryAdd(organisation.Id, row.Row))
                {
                    Twice(faults, row, seen[organisation.Id], value);
                    continue;
                }

                if (organisations.Contains(organisation.Id))
                {
                    already++;
                    continue;
                }

                invited.Add(new(row.Row, organisation.Id, organisation.Name, row.Mail));
                if (!organisation.Verified)
                {
                    warnings.Add(new(new("事務局がまだ確認していない組織です。", "The office has not verified this organisation yet."),
                        new("相手が本人か、お確かめのうえで招待してください。", "Make sure that it is whom you mean before you invite it."), row.Row, row.Column, value));
                }
            }
            else if (row.Mail is not { } mail)
            {
                faults.Add(new("この組織は登録されていません。", "This organisation is not registered."),
                    new("法人番号か正確な名称を確かめるか、メールアドレスの列に連絡先を書いてください。",
                        "Check the corporate number or the exact name, or give a contact in the e-mail column."), row.Row, row.Column, value);
            }
            else if (!seenMails.TryAdd(mail.ToUpperInvariant(), row.Row))
            {
                Twice(faults, row, seenMails[mail.ToUpperInvariant()], mail);
            }
            else if (mails.Contains(mail.ToUpperInvariant()))
            {
                already++;
            }
            else
            {
                invited.Add(new(row.Row, null, row.Name ?? row.Number!, mail));
            }
        }

        if (invited.Count + organisations.Count + mails.Count > Most)
        {
            return new Failure(FailureKind.Limit, new(
                $"一つの調査ラウンドに招待できるのは{Most:#,0}組織までです。", $"A round invites {Most:#,0} organisations at most."));
        }

        if (!faults.Any && unreadable.Count == 0)
            return new InvitationPlan(invited, already, warnings);
        var failure = faults.ToFailure(new("組織の一覧に誤りがあります。", "The list of organisations has faults."));
        return failure with { Faults = [.. failure.Faults.Concat(unreadable).OrderBy(f => f.Row ?? int.MaxValue).Take(FaultList.Most + 1)] };
    }

    private static void Twice(FaultList faults, InvitationRow row, int first, string? value) => faults.Add(
        new($"{first}行目と同じ組織です。", $"This is the same organisation as in row {first}."),
        new("どちらかの行を消してください。", "Remove one of the two rows."), row.Row, row.Column, value);
}
