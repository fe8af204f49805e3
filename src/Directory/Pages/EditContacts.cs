using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>The contacts of an organisation: its managers and the office add, change and remove them.</summary>
internal static class EditContacts
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/directory/{id:guid}/contacts", (Guid id, Guid? contact, HttpContext http, ContextFactory contexts, CancellationToken cancel)
            => PageAsync(id, contact, http, contexts, null, [], cancel)).SignedIn().ExcludeFromDescription();
        routes.MapPost("/directory/{id:guid}/contacts", SubmitAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> SubmitAsync(
        Guid id, IFormCollection form, HttpContext http, ContextFactory contexts, Works works, CancellationToken cancel)
    {
        if (!May(http.Reader(), id))
            return Show.Failure(Failure.NotFound);
        Guid? contact = Guid.TryParse(form["contact"], out var given) ? given : null;
        var outcome = await works.RunAsync(http.Reader(), work => form["remove"] == "true"
            ? RemoveAsync(work, id, contact, cancel) : KeepAsync(work, id, contact, form, cancel), cancel);
        return outcome.Failure switch
        {
            null => Results.LocalRedirect($"/directory/{id}/contacts"),
            { Kind: FailureKind.Invalid } failure => await PageAsync(id, contact, http, contexts, form, failure.Faults, cancel),
            var failure => Show.Failure(failure),
        };
    }

    private static async Task<Outcome<Guid>> KeepAsync(UnitOfWork work, Guid organisation, Guid? id, IFormCollection form, CancellationToken cancel)
    {
        var context = work.Enlist<DirectoryContext>();
        if (!await context.Organisations.AnyAsync(o => o.Id == organisation, cancel))
            return Failure.NotFound;
        var (name, mail, phone) = (FormFields.Of(form, "name"), FormFields.Of(form, "mail"), JapaneseText.Fold(FormFields.Of(form, "phone")));
        if (Judge(name, mail, phone, ContactRoles.Parse(form["role"])) is { Count: > 0 } faults)
            return Changes.Invalid(faults);
        var row = id is null ? null : await context.Contacts.SingleOrDefaultAsync(c => c.Id == id && c.Organisation == organisation, cancel);
        if (id is not null && row is null)
            return Failure.NotFound;
        object? before = row is null ? null : new { row.Role, row.Name, row.Mail, row.Phone, row.Tlp };
        if (row is null)
        {
            row = new()
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
                Audience = DirectoryAudiences.Contacts(organisation),
                Organisation = organisation,
                Name = name,
                Mail = mail,
                Phone = phone,
            };
            context.Contacts.Add(row);
        }

        (row.Role, row.Name, row.Mail, row.Phone, row.Tlp)
            = (ContactRoles.Parse(form["role"])!.Value, name, mail, phone, TlpForm.Parse(FormFields.Of(form, "tlp")));
        row.Account = await AccountOfAsync(work, organisation, mail, cancel);
        work.Audit(before is null ? "directory.contact.added" : "directory.contact.changed", $"contact:{row.Id}", before,
            new { organisation, row.Role, row.Name, row.Mail, row.Phone, row.Tlp });
        return row.Id;
    }

    private static async Task<Outcome<Guid>> RemoveAsync(UnitOfWork work, Guid organisation, Guid? id, CancellationToken cancel)
    {
        var context = work.Enlist<DirectoryContext>();
        if (await context.Contacts.SingleOrDefaultAsync(c => c.Id == id && c.Organisation == organisation, cancel) is not { } row)
            return Failure.NotFound;
        context.Contacts.Remove(row);
        work.Audit("directory.contact.removed", $"contact:{row.Id}", before: new { organisation, row.Role, row.Name, row.Mail, row.Phone });
        return row.Id;
    }

    // A person is linked to the account of the same address, where it holds a role in the organisation.
    private static Task<Guid?> AccountOfAsync(UnitOfWork work, Guid organisation, string mail, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        var normalised = mail.ToUpperInvariant();
        return access.Accounts.Where(a => a.NormalizedEmail == normalised && a.Closed == null
                && access.Roles.Any(r => r.Account == a.Id && r.Scope == organisation && r.From <= work.Now && r.Until > work.Now))
            .Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancel);
    }

    private static List<Fault> Judge(string name, string mail, string phone, ContactRole? role)
    {
        var faults = new List<Fault>();
        if (role is null)
            faults.Add(new(new("役割がありません。", "The role is missing."), new("一つ選んでください。", "Choose one."), Column: "role"));
        if (name.Length is 0 or > 200)
            faults.Add(new(new("氏名・部署名がないか、長すぎます。", "The name is missing or too long."), new("200文字以内で入力してください。", "Enter at most 200 characters."), Column: "name", Value: name));
        if (mail.Length > 0 && !Registrations.IsAddress(mail))
            faults.Add(new(new("メールアドレスの形ではありません。", "This is not an e-mail address."), new("name@example.jp のように入力してください。", "Enter it like name@example.jp."), Column: "mail", Value: mail));
        if (phone.Length > 40 || phone.Any(c => !char.IsAsciiDigit(c) && !"+-() ".Contains(c, StringComparison.Ordinal)))
            faults.Add(new(new("電話番号の形ではありません。", "This is not a telephone number."), new("数字と + - ( ) だけで入力してください。", "Use digits and + - ( ) only."), Column: "phone", Value: phone));
        if (mail.Length == 0 && phone.Length == 0)
            faults.Add(new(new("連絡の手段がありません。", "There is no way to reach the contact."), new("メールアドレスか電話番号を入力してください。", "Enter an e-mail address or a telephone number."), Column: "mail"));
        return faults;
    }

    private static async Task<IResult> PageAsync(
        Guid id, Guid? contact, HttpContext http, ContextFactory contexts, IFormCollection? entered, IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        if (!May(http.Reader(), id) || !await context.Organisations.AnyAsync(o => o.Id == id, cancel))
            return Show.Failure(Failure.NotFound);
        var contacts = await context.Contacts.Where(c => c.Organisation == id).OrderBy(c => c.Role).ThenBy(c => c.Id).ToListAsync(cancel);
        var name = await context.CurrentNames.SingleAsync(n => n.Organisation == id, cancel);
        return Show.Page<EditContactsView>(
            new { Organisation = id, name.Name, Contacts = contacts, Contact = contacts.Find(c => c.Id == contact), Entered = entered, Faults = faults },
            faults.Count > 0 ? 422 : 200);
    }

    private static bool May(Reader reader, Guid organisation) => reader.SeesDirectory() || reader.Holds(Role.Manager, organisation);
}
