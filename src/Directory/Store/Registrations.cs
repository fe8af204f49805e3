using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>What somebody enters to register an organisation.</summary>
public sealed record RegistrationEntry(
    string Name, string? CorporateNumber, string Person, string Mail, string? Industry, int? Employees, Language Language);

/// <summary>
/// An organisation registers itself: nothing exists until the link in a letter is opened and a password set. The answer is the same
/// whether or not the address or the organisation is known already.
/// </summary>
public static class Registrations
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Letters to one address within a day; further ones are not sent, and nobody is told.</summary>
    public const int AnAddressADay = 3;

    /// <summary>Requests of one client within an hour; further ones are refused.</summary>
    public const int AClientAnHour = 20;

    /// <summary>True for what looks like an address to which a letter can be sent.</summary>
    public static bool IsAddress(string text)
        => text.Length <= 254 && !text.Any(char.IsWhiteSpace) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    /// <summary>Takes a request and sends the letter. The failure says only what is wrong with the entry, or that there are too many.</summary>
    /// <param name="work">The unit of work, of the system.</param>
    /// <param name="entry">What was entered.</param>
    /// <param name="client">The client's network address.</param>
    /// <param name="link">The absolute address of a path.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Outcome<bool>> AskAsync(
        UnitOfWork work, RegistrationEntry entry, string client, Func<string, string> link, CancellationToken cancel)
    {
        if (Judge(entry) is { Count: > 0 } faults)
            return Changes.Invalid(faults);
        var context = work.Enlist<DirectoryContext>();
        await context.Registrations.Where(r => r.State == RegistrationState.Sent && r.Made < work.Now - Lifetime).ExecuteDeleteAsync(cancel);
        var normalised = entry.Mail.ToUpperInvariant();
        var (address, origin) = (Hash(normalised), Hash(client));
        if (await context.Registrations.CountAsync(r => r.ClientHash == origin && r.Made > work.Now.AddHours(-1), cancel) >= AClientAnHour)
        {
            return new Failure(FailureKind.Limit, new("登録の申込みが続いたため、しばらく受け付けられません。1時間後にもう一度お試しください。",
                "There were too many requests from you. Please try again in an hour."));
        }

        var sent = await context.Registrations.CountAsync(r => r.AddressHash == address && r.Made > work.Now.AddDays(-1), cancel);
        var known = await work.Enlist<AccessContext>().Accounts.AnyAsync(a => a.NormalizedEmail == normalised, cancel);
        if (sent >= AnAddressADay)
            return true;
        await DirectoryAudiences.EnsureOfficeAsync(work, cancel);
        var token = known ? null : OneTimeLinks.Make(work, LinkPurpose.Registration, Lifetime);
        work.Send(token is null ? RegistrationLetters.Known(entry, link("/sign-in")) : RegistrationLetters.Confirm(entry, link($"/register/{token}")));
        context.Registrations.Add(new RegistrationRow
        {
            Id = Guid.NewGuid(),
            Audience = DirectoryAudiences.Office,
            Tlp = Tlp.Amber,
            Link = token is null ? RandomNumberGenerator.GetBytes(32) : work.Enlist<AccessContext>().Links.Local.Single().TokenHash,
            AddressHash = address,
            ClientHash = origin,
            Made = work.Now,
            Name = entry.Name,
            CorporateNumber = entry.CorporateNumber,
            Person = entry.Person,
            Mail = entry.Mail,
            Industry = entry.Industry,
            Employees = entry.Employees,
            Language = entry.Language,
        });
        return true;
    }

    /// <summary>The registration of a link that works now; null when it does not.</summary>
    public static async Task<RegistrationRow?> FindAsync(ContextFactory contexts, string token, DateTime now, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        if (await OneTimeLinks.FindAsync(access, token, LinkPurpose.Registration, now, cancel) is not { } link)
            return null;
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        return await context.Registrations.SingleOrDefaultAsync(r => r.Link == link.TokenHash && r.State == RegistrationState.Sent, cancel);
    }

    /// <summary>
    /// Redeems the link: makes the account, and an organisation with it as first manager, verified when the address is at a trusted mail
    /// domain; or, where an open organisation bears the 法人番号 already, a request to join that its managers or the office decide.
    /// </summary>
    public static async Task<Outcome<RegistrationRow>> ConfirmAsync(
        UnitOfWork work, AccountRegister accounts, string token, string password, Func<string, string> address, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        var context = work.Enlist<DirectoryContext>();
        var link = await OneTimeLinks.TakeAsync(work, token, LinkPurpose.Registration, cancel);
        var row = link is null ? null
            : await context.Registrations.SingleOrDefaultAsync(r => r.Link == link.TokenHash && r.State == RegistrationState.Sent, cancel);
        if (row is null)
            return Failure.NotFound;
        var account = await NewAccount.AddAsync(work, accounts, row.Mail, row.Person, password, row.Language, confirmed: true, cancel);
        if (!account.Succeeded)
            return account.Failure!;
        row.Account = account.Value;
        var today = Dates.DayInJapan(work.Now);
        var existing = row.CorporateNumber is null ? null
            : await context.Organisations.Where(o => o.CorporateNumber == row.CorporateNumber && o.Until > today).SingleOrDefaultAsync(cancel);
        if (existing is not null)
        {
            (row.State, row.Organisation, row.Audience) = (RegistrationState.Joining, existing.Id, DirectoryAudiences.Contacts(existing.Id));
            foreach (var decider in await DecidersAsync(access, existing, work.Now, cancel))
                work.Send(RegistrationLetters.Joining(decider, row, address("/directory/registrations")));
        }
        else
        {
            var trusted = await MailDomains.VerifiesAsync(context, row.Mail, cancel);
            var made = await OrganisationChanges.AddAsync(work, new(OrganisationKind.Company, new(row.Name), row.CorporateNumber, null,
                new(row.Industry, Employees: row.Employees), today, trusted), cancel);
            if (!made.Succeeded)
                return made.Failure!;
            (row.State, row.Organisation, row.Decided)
                = (trusted ? RegistrationState.Accepted : RegistrationState.Confirmed, made.Value, trusted ? work.Now : null);
            Grant(access, account.Value, made.Value, Role.Manager, work.Now);
        }

        work.Audit("directory.registration.confirmed", $"registration:{row.Id}", after: new { row.State, row.Organisation, row.Account });
        return row;
    }

    /// <summary>The office verifies or rejects; managers too, where somebody asks to join their organisation.</summary>
    public static async Task<Outcome<Guid>> DecideAsync(UnitOfWork work, Guid id, bool accept, string reason, CancellationToken cancel)
    {
        var context = work.Enlist<DirectoryContext>();
        var row = await context.Registrations.SingleOrDefaultAsync(
            r => r.Id == id && (r.State == RegistrationState.Confirmed || r.State == RegistrationState.Joining), cancel);
        if (row?.Organisation is not { } organisation
            || !MayDecide(work.Reader, row, await VerifiedAsync(context, [row], cancel)))
            return Failure.NotFound;
        reason = reason.Trim();
        if (!accept && reason.Length is 0 or > 1000)
        {
            return Changes.Invalid([new(new("理由がないか、長すぎます。", "The reason is missing or too long."),
                new("申請した人に伝わる理由を1000文字以内で入力してください。", "Say in at most 1,000 characters why; the person will read it."), Column: "reason")]);
        }

        var access = work.Enlist<AccessContext>();
        var today = Dates.DayInJapan(work.Now);
        var joining = row.State == RegistrationState.Joining;
        if (joining && accept)
        {
            Grant(access, row.Account!.Value, organisation, Role.Contributor, work.Now);
        }
        else if (!joining)
        {
            var first = (await context.Organisations.SingleAsync(o => o.Id == organisation, cancel)).From;
            var done = accept
                ? await OrganisationChanges.VerifyAsync(work, organisation, null, today, cancel)
                : await OrganisationChanges.CloseAsync(work, organisation, null, today > first ? today : first.AddDays(1), cancel);
            if (!done.Succeeded)
                return done;
            if (!accept)
            {
                await access.Roles.Where(r => r.Scope == organisation && r.Until > work.Now)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, work.Now), cancel);
            }
        }

        (row.State, row.Decided, row.DecidedBy, row.Reason)
            = (accept ? RegistrationState.Accepted : RegistrationState.Rejected, work.Now, work.Reader.Account, accept ? null : reason);
        work.Send(RegistrationLetters.Decided(row, joining));
        work.Audit(accept ? "directory.registration.accepted" : "directory.registration.rejected", $"registration:{id}", after: new { organisation, row.Reason });
        return id;
    }

    /// <summary>
    /// True when the reader decides about a registration: the office, or a manager of the organisation asked for. While the office has
    /// not verified that organisation it decides alone: whoever registered the number first need not be whom it belongs to.
    /// </summary>
    /// <param name="reader">Who decides.</param>
    /// <param name="row">The registration.</param>
    /// <param name="verified">The verified organisations, as <see cref="VerifiedAsync"/> finds them.</param>
    public static bool MayDecide(Reader reader, RegistrationRow row, IReadOnlySet<Guid> verified)
        => reader.SeesDirectory() || (row is { State: RegistrationState.Joining, Organisation: { } organisation }
            && verified.Contains(organisation) && reader.Holds(Role.Manager, organisation));

    /// <summary>Which of the organisations of registrations the office has verified.</summary>
    public static async Task<IReadOnlySet<Guid>> VerifiedAsync(DirectoryContext context, IReadOnlyList<RegistrationRow> rows, CancellationToken cancel)
    {
        var asked = rows.Where(r => r.State == RegistrationState.Joining).Select(r => r.Organisation!.Value).Distinct().ToList();
        return asked.Count == 0 ? [] : await context.Organisations.Where(o => asked.Contains(o.Id) && o.Verified).Select(o => o.Id).ToHashSetAsync(cancel);
    }

    // The organisation's managers; where it has none or is not verified, the office.
    private static async Task<List<Account>> DecidersAsync(AccessContext access, OrganisationRow organisation, DateTime now, CancellationToken cancel)
    {
        Task<List<Account>> Of(Guid scope, Role role) => access.Accounts.Where(a => a.Closed == null && a.Email != null
            && access.Roles.Any(r => r.Account == a.Id && r.Scope == scope && r.Role >= role && r.From <= now && r.Until > now)).ToListAsync(cancel);
        var managers = organisation.Verified ? await Of(organisation.Id, Role.Manager) : [];
        return managers.Count > 0 ? managers : await Of(Scopes.System, Role.Office);
    }

    private static void Grant(AccessContext access, Guid account, Guid organisation, Role role, DateTime now)
        => access.Roles.Add(new RoleGrant { Id = Guid.CreateVersion7(new DateTimeOffset(now)), Account = account, Scope = organisation, Role = role, From = now });

    private static List<Fault> Judge(RegistrationEntry entry)
    {
        var faults = new OrganisationName(entry.Name).Faults().ToList();
        if (entry.CorporateNumber is { } number && !CorporateNumber.IsValid(number))
        {
            faults.Add(new(new("法人番号が正しくありません。", "The corporate number is wrong."),
                new("13桁の数字を確かめてください。ない場合は空けてください。", "Check the 13 digits, or leave it blank."), Column: "corporate_number", Value: number));
        }

        if (entry.Person.Length is 0 or > 100)
            faults.Add(new(new("お名前がないか、長すぎます。", "Your name is missing or too long."), new("100文字以内で入力してください。", "Enter at most 100 characters."), Column: "person", Value: entry.Person));
        if (!IsAddress(entry.Mail))
            faults.Add(new(new("メールアドレスの形ではありません。", "This is not an e-mail address."), new("name@example.jp のように入力してください。", "Enter it like name@example.jp."), Column: "mail", Value: entry.Mail));
        faults.AddRange(new Profile(entry.Industry, Employees: entry.Employees).Faults());
        return faults;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
