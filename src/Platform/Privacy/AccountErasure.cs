using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>
/// Erases one account across all modules in one unit of work (ADR 0017): all of it, or nothing. The id stays, so that the audit trail and
/// the records of organisations remain whole and say no more whom they mean.
/// </summary>
public sealed class AccountErasure(
    Works works, ContextFactory contexts, OwnAccount own, PersonalDataRegister register, IEnumerable<PersonalErasure> erasures, TimeProvider time)
{
    private const int DaysAfter = 2;

    private readonly Dictionary<string, PersonalErasure> erasures = erasures.ToDictionary(e => e.Id);

    /// <summary>What erasing does, an entry of the register a line, in the register's order.</summary>
    public IReadOnlyList<(PersonalData Entry, Text Does)> Goes
        => [.. register.All.Where(d => erasures.ContainsKey(d.Id)).Select(d => (d, erasures[d.Id].Does))];

    /// <summary>What stays, and why.</summary>
    public IReadOnlyList<(PersonalData Entry, Text Why)> Stays => [.. register.All.Where(d => d.Stays is not null).Select(d => (d, d.Stays!.Value))];

    /// <summary>Erases the reader's own account; a wrong password is a fault of the field <c>current</c>.</summary>
    public async Task<Outcome<int>> EraseOwnAsync(Reader reader, string current, CancellationToken cancel)
        => await own.RefuseAsync(reader, current, cancel) is { } wrong ? wrong : await EraseAsync(reader, reader.Account!.Value, cancel);

    /// <summary>
    /// Erases an account, open or closed, for an administrator or the system itself. Fails when it is the last administrator's, or while a
    /// hold stands. One that was erased before is left as it is.
    /// </summary>
    /// <returns>How many rows were deleted or changed.</returns>
    public async Task<Outcome<int>> EraseAsync(Reader reader, Guid account, CancellationToken cancel)
    {
        if (reader.Account != account && !reader.SeesAll && !reader.Holds(Role.Administrator))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        var holds = await StandingHolds.OfAsync(work, cancel);
        var access = work.Enlist<AccessContext>();
        if (await access.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account, cancel) is not { } row)
            return Failure.NotFound;
        if (row.IsErased)
            return 0;
        if (await RoleGrants.IsLastAdministratorAsync(access, account, work.Now, cancel))
            return RoleGrants.LastAdministrator;
        if (await holds.RefuseAccountAsync(work, account, cancel) is { } held)
            return held;
        var outcome = await EraseAsync(work, row, cancel);
        if (outcome.Failure is { } failure)
            return failure;
        var rows = outcome.Value;
        work.Audit("access.account.erased", $"account:{account}", after: new { rows });
        work.Emit($"account:{account}", new AccountErased(account), PrivacyEvents.Default.AccountErased);
        await work.CommitAsync(cancel);
        return rows.Values.Sum();
    }

    /// <summary>
    /// Once more for each account that was erased in the last two days: what a request that was under way just then wrote under its name.
    /// </summary>
    internal async Task FinishAsync(Func<CancellationToken, Task<UnitOfWork>> begin, CancellationToken cancel)
    {
        var since = time.UtcMoment().AddDays(-DaysAfter);
        List<Account> erased;
        await using (var access = contexts.Read<AccessContext>(Reader.System))
            erased = await access.Accounts.Where(a => a.DisplayName == "" && a.Closed > since).ToListAsync(cancel);
        foreach (var row in erased)
        {
            await using var work = await begin(cancel);
            await EraseAsync(work, row, cancel);
            await work.CommitAsync(cancel);
        }
    }

    private async Task<Outcome<SortedDictionary<string, int>>> EraseAsync(UnitOfWork work, Account row, CancellationToken cancel)
    {
        var person = await Persons.OfAsync(work, row, cancel);
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (id, erasure) in erasures.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var done = await erasure.EraseAsync(work, person, cancel);
            if (done.Failure is { } failure)
                return failure;
            if (done.Value > 0)
                rows.Add(id, done.Value);
        }

        return rows;
    }
}
